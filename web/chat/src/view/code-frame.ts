const confirmation = 2_000;

/** Puts a head with the language and a copy button over a block of code. */
export function codeFrame(block: HTMLElement): void {
  const code = block.querySelector('code');
  const head = document.createElement('div');
  head.className = 'code-head';
  const language = document.createElement('span');
  language.textContent = /language-(\S+)/.exec(code?.className ?? '')?.[1] ?? 'text';
  head.append(language, copyButton(() => code?.textContent ?? ''));

  const frame = document.createElement('div');
  frame.className = 'code-frame';
  block.replaceWith(frame);
  frame.append(head, block);
}

function copyButton(text: () => string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
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
