// What stands around the panes: the banner with the account, the labels, the sheet with its toolbar.
import { attribute, avatar, boot, h, icon } from './dom.ts';

const { words, options } = boot;

export interface Frame {
  /** parent of the panes: `div.aeF > div.nH` */
  panes: HTMLElement;
  root: HTMLElement;
  toolbar: Record<'back' | 'newer' | 'older', HTMLElement>;
  mark(label: string): void;
}

export function createFrame(go: (fragment: string) => void): Frame {
  const labels = (['inbox', 'starred', 'sent', 'drafts', 'all', 'spam'] as const).map((label) => {
    const link = h(
      'div',
      { class: 'aim', role: 'link', tabindex: '0', 'data-label': label },
      h(
        'div',
        { class: 'TO' },
        icon(label),
        h('span', { class: 'aio' }, h('span', { class: 'nU' }, words.labels[label])),
      ),
    );
    link.addEventListener('click', () => go(label));
    return link;
  });
  const search = h('input', {
    'aria-label': words.search,
    placeholder: words.search,
    name: 'q',
  }) as HTMLInputElement;
  const form = h('form', { role: 'search', class: 'nH aJl' }, icon('search'), search);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(`search/${encodeURIComponent(search.value)}`);
  });
  const button = (name: 'back' | 'newer' | 'older') =>
    h(
      'div',
      {
        class: 'T-I nu',
        role: 'button',
        tabindex: '0',
        'aria-label': words[name],
        'data-act': name,
      },
      icon(name),
    );
  const toolbar = { back: button('back'), newer: button('newer'), older: button('older') };
  const panes = h('div', { class: 'nH' });
  const account = h(
    'a',
    {
      class: 'gb_B',
      'aria-label': `${words.account}: ${boot.name} \n(${boot.address})`,
      href: '#',
      role: 'button',
    },
    avatar(boot.name, boot.address),
  );
  const menu = h(
    'div',
    { class: 'gb_M' },
    ...boot.accounts
      .filter(({ address }) => address !== boot.address)
      .map(({ index, address }) => h('a', { href: `/mail/u/${index}/`, class: 'gb_L' }, address)),
  );
  account.addEventListener('click', (event) => {
    event.preventDefault();
    menu.classList.toggle('open');
  });
  const sheet = h(
    'div',
    { class: 'nH bkK' },
    h(
      'div',
      { class: 'nH' },
      h(
        'div',
        { class: 'G-atb', gh: 'tm' },
        toolbar.back,
        h('div', { class: 'sp' }),
        toolbar.newer,
        toolbar.older,
      ),
      h('div', { class: 'Tm aeJ' }, h('div', { class: 'aeF' }, panes)),
    ),
  );
  const compose = h(
    'div',
    { class: 'T-I T-I-KE L3', role: 'button', tabindex: '0' },
    icon('pencil'),
    words.compose,
  );
  compose.addEventListener('click', () => go(`${location.hash.slice(1) || 'inbox'}?compose=new`));
  const root = boot.popout
    ? h('div', { class: 'nH frame popout' }, sheet)
    : h(
        'div',
        { class: `nH frame ${options.density}` },
        !options.banner
          ? null
          : h(
              'header',
              { role: 'banner', class: 'gb_Ia' },
              icon('menu'),
              h('span', { class: 'gb_Wd' }, 'Gmail'),
              form,
              h('div', { class: 'gb_A' }, account, menu),
            ),
        h('div', { class: 'aeN WR nH oy8Mbf', role: 'navigation' }, compose, ...labels),
        sheet,
      );
  return {
    panes,
    root,
    toolbar,
    mark(current) {
      for (const link of labels) {
        link.classList.toggle('ain', link.getAttribute(attribute('data-label')) === current);
      }
    },
  };
}
