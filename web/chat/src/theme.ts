const key = 'smooth-operator.theme';

export type Theme = 'light' | 'dark';

const preferred = matchMedia('(prefers-color-scheme: dark)');

/** The system's theme until the person chooses one; the choice outlives the visit. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === 'light' || chosen === 'dark' ? chosen : preferred.matches ? 'dark' : 'light';
}

export function restoreTheme(changed: () => void): void {
  const chosen = stored(() => localStorage.getItem(key));
  if (chosen === 'light' || chosen === 'dark') apply(chosen);
  preferred.addEventListener('change', changed);
}

export function toggleTheme(): void {
  const next = currentTheme() === 'dark' ? 'light' : 'dark';
  apply(next);
  stored(() => localStorage.setItem(key, next));
}

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

/** Storage may be refused, in private windows for example; the theme then lasts as long as the page. */
function stored<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
