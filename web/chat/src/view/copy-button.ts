const confirmation = 2_000;

/** A button that copies text and says so for two seconds. */
export function copyButton(text: () => string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.ariaLabel = 'Copy code';
  button.addEventListener('click', async () => {
    button.textContent = (await copied(text())) ? 'Copied' : 'Not allowed';
    setTimeout(() => (button.textContent = 'Copy'), confirmation);
  });
  return button;
}

/** Plain-http addresses other than localhost have no clipboard, and people may refuse it. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
