import DOMPurify from 'dompurify';
import { Marked, type Token, type TokensList } from 'marked';
import { codeFrame } from './code-frame.ts';
import { closeOpenMarks } from './open-marks.ts';

const marked = new Marked({
  gfm: true,
  renderer: {
    // Markup in an answer is shown as text, and pictures as links: a picture's address could carry the conversation away.
    html: ({ text }) => escape(text),
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

const clean = {
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ALLOWED_ATTR: ['href', 'start', 'align', 'class'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:)/i,
  RETURN_DOM_FRAGMENT: true as const,
};

interface Block {
  readonly raw: string;
  readonly element: HTMLElement;
}

/**
 * Markdown that may still be growing. Only blocks whose source changed are made again, so that what was read stays in place,
 * selections survive, and a long answer costs no more per frame than its last paragraph.
 */
export class MarkdownText extends HTMLElement {
  private blocks: Block[] = [];
  private shown = '';

  /** The text so far, and whether more is to come. */
  set content({ text, growing }: { text: string; growing: boolean }) {
    const source = growing ? closeOpenMarks(text) : text;
    if (source === this.shown) return;
    this.shown = source;
    this.update(marked.lexer(source));
  }

  private update(tokens: TokensList): void {
    const links = JSON.stringify(tokens.links);
    const visible = tokens.filter((token) => token.type !== 'space' && token.type !== 'def');
    this.blocks = visible.map((token, index) => {
      const raw = token.raw.trimEnd() + (token.raw.includes('[') ? links : '');
      const before = this.blocks[index];
      if (before?.raw === raw) return before;
      const element = render(token, tokens.links);
      if (before) before.element.replaceWith(element);
      else this.append(element);
      return { raw, element };
    });
    while (this.children.length > this.blocks.length) this.lastElementChild?.remove();
  }
}

function render(token: Token, links: TokensList['links']): HTMLElement {
  const html = marked.parser(Object.assign([token], { links }) as TokensList);
  const block = document.createElement('div');
  block.className = 'md-block';
  block.append(DOMPurify.sanitize(html, clean));
  for (const link of block.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  for (const code of block.querySelectorAll('pre')) codeFrame(code);
  for (const table of block.querySelectorAll('table')) scrollable(table);
  return block;
}

/** Wide tables scroll on their own, also by keyboard, instead of widening the page. */
function scrollable(table: HTMLElement): void {
  const frame = document.createElement('div');
  frame.className = 'table-frame';
  frame.tabIndex = 0;
  frame.role = 'region';
  frame.ariaLabel = 'Table';
  table.replaceWith(frame);
  frame.append(table);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

customElements.define('markdown-text', MarkdownText);
