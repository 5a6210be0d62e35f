// The cross on every button that closes or removes.
export function Cross({ size = 16 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d="m5 5 10 10M15 5 5 15" stroke="currentColor" stroke-width="1.8" />
    </svg>
  );
}
