// Rows of a form: each has a label, one plain sentence, and what the organisation set stands locked.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { ownText } from '../phrase.tsx';
import { useWords } from './index.tsx';

/** Says that the organisation decides this one. */
export function Managed() {
  const word = useWords();
  return (
    <p class="managed">
      <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        <path
          d="M4.5 7V5a3.5 3.5 0 0 1 7 0v2"
          fill="none"
          stroke="currentColor"
          stroke-width="1.6"
        />
        <rect x="3" y="7" width="10" height="7" rx="1.5" fill="currentColor" />
      </svg>
      {word('page.managed')}
    </p>
  );
}

/** A row with one control: the control gets the ids of its label and its sentence. */
export function Field(props: {
  label: string;
  help: string;
  managed?: boolean;
  children: (ids: { id: string; 'aria-describedby': string }) => ComponentChildren;
}) {
  const { label, help, managed = false, children } = props;
  const id = useId();
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <p class="help" id={`${id}-help`}>
        {ownText(help)}
      </p>
      {managed && <Managed />}
      <div class="control">{children({ id, 'aria-describedby': `${id}-help` })}</div>
    </div>
  );
}

/** A row with several controls under one name. */
export function Group(props: {
  label: string;
  help: string;
  managed?: boolean;
  children: ComponentChildren;
}) {
  const { label, help, managed = false, children } = props;
  const id = useId();
  // The wrapper, because the padding of a fieldset stands below its legend.
  return (
    <div>
      <fieldset aria-describedby={id}>
        <legend>{label}</legend>
        <p class="help" id={id}>
          {ownText(help)}
        </p>
        {managed && <Managed />}
        <div class="control">{children}</div>
      </fieldset>
    </div>
  );
}

interface Choice<Value extends string> {
  value: Value;
  name: string;
  about?: string;
}

/** One of a few: radio buttons, each with a sentence of its own. */
export function Choices<Value extends string>(props: {
  label: string;
  help: string;
  choices: readonly Choice<Value>[];
  value: Value;
  managed?: boolean;
  onChoose(value: Value): void;
  children?: ComponentChildren;
}) {
  const { label, help, choices, value, managed = false, onChoose, children } = props;
  const name = useId();
  return (
    <Group label={label} help={help} managed={managed}>
      <div class="choices">
        {choices.map((choice) => (
          <label key={choice.value} class="choice">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={managed}
              onChange={() => onChoose(choice.value)}
            />
            <span>
              <span class="name">{choice.name}</span>
              {choice.about && <span class="about">{ownText(choice.about)}</span>}
            </span>
          </label>
        ))}
      </div>
      {children}
    </Group>
  );
}

/** Yes or no. */
export function Switch(props: {
  label: string;
  help: string;
  checked: boolean;
  managed?: boolean;
  onChange(checked: boolean): void;
}) {
  const { label, help, checked, managed = false, onChange } = props;
  const id = useId();
  return (
    <div>
      <label class="choice">
        <input
          type="checkbox"
          checked={checked}
          disabled={managed}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          <span class="name">{label}</span>
          <span class="about" id={id}>
            {ownText(help)}
          </span>
        </span>
      </label>
      {managed && <Managed />}
    </div>
  );
}

/** A message under a control; its room is always there. */
export function Message({ text, wrong = false }: { text: string; wrong?: boolean }) {
  return (
    <p class={wrong ? 'message wrong' : 'message'} role={wrong ? 'alert' : 'status'}>
      {text}
    </p>
  );
}
