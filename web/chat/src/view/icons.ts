import { svg, type SVGTemplateResult } from 'lit-html';

const icon = (path: string): SVGTemplateResult => svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

export const icons = {
  send: icon('M12 19V5M5.5 11.5 12 5l6.5 6.5'),
  stop: icon('M7.5 7.5h9v9h-9z'),
  plus: icon('M12 5v14M5 12h14'),
  sun: icon('M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4'),
  moon: icon('M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z'),
  down: icon('M12 5v14M5.5 12.5 12 19l6.5-6.5'),
  check: icon('M5 12.5 10 17.5 19 7'),
  cross: icon('M6 6l12 12M18 6 6 18'),
  tool: icon('M14.5 6.5a4 4 0 0 1 5-1l-2.8 2.8 1.5 1.5L21 7a4 4 0 0 1-5.6 5L8 19.4A2 2 0 0 1 5.1 16.5L12.5 9.1a4 4 0 0 1 2-2.6Z'),
  shield: icon('M12 3 5 5.5v5.5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V5.5L12 3Z'),
  clock: icon('M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z'),
  alert: icon('M12 8v5M12 16.5v.01M12 3.5 2.5 20h19L12 3.5Z'),
  open: icon('M14 5h5v5M19 5l-8 8M11 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-5'),
  chevron: icon('M9 6l6 6-6 6'),
};

/** The mark: one smooth wave. */
export const mark = svg`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9"></rect><path d="M6 18c3.2-8 6.8-8 10-2s6.8 6 10-2"></path></svg>`;
