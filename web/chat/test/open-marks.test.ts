import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthOf } from '../src/view/message-length.ts';
import { closeOpenMarks } from '../src/view/open-marks.ts';

test('half-written marks are ended or held back', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['plain', 'plain'],
    ['within **17', 'within **17**'],
    ['within **17 ', 'within **17**'],
    ['within **', 'within '],
    ['run `npm', 'run `npm`'],
    ['run `', 'run '],
    ['see [the page](https://exa', 'see the page'],
    ['see [the', 'see the'],
    ['see [the page](https://example.com)', 'see [the page](https://example.com)'],
    ['- [ ', '- [ '],
    ['```\nlet a = [1', '```\nlet a = [1'],
    ['**a** and **b', '**a** and **b**'],
    ['`**` is bold', '`**` is bold'],
  ];
  for (const [growing, shown] of cases) assert.equal(closeOpenMarks(growing), shown, growing);
});

test('length counts characters, not UTF-16 units', () => {
  assert.equal(lengthOf('🙂'.repeat(10_000)), 10_000);
});
