const returns = {
  id: 'doc-returns', title: 'policies/returns.md', score: 0.91, url: 'https://example.com/policies/returns',
  snippet: 'Most items can be returned within 17 days of delivery, unused and in their original packaging. Refunds go to the original payment method within 5 business days.',
};
const shipping = {
  id: 'doc-shipping', title: 'policies/shipping.md', score: 0.74,
  snippet: 'Standard shipping takes 3 to 5 business days. Express orders placed before noon arrive the next business day.',
};

const rich = `Here is how to track an order, step by step.

## What you need

- the **order number**, for example \`1042\`
- the e-mail address used for the order
- [the tracking page](https://example.com/track)

\`\`\`bash
curl -s "https://example.com/api/orders/1042?fields=status,carrier,estimated_delivery" | jq .status
\`\`\`

| Status | Meaning | What you can do |
| --- | --- | --- |
| packed | It leaves today | change the address |
| sent | It is on its way | follow it |
| delivered | It has arrived | return it within *17 days* |

> Orders over the weekend leave on Monday.

<img src=x onerror="document.title='owned'"> and <b>markup</b> are only text. ![A picture](https://example.com/pixel.png)`;

const paragraph = 'Every parcel is packed by hand, weighed, and scanned before it leaves the building. The scan is what you see first on the tracking page, and it can be a few hours ahead of the carrier. ';

/** What the pretend agent does for a message. */
export function planFor(message) {
  const text = message.toLowerCase();
  if (/refund/.test(text)) return refund(/\b\d{3,}\b/.exec(text)?.[0] ?? '1042');
  if (/\bfail\b/.test(text)) return [{ say: 'Let me look that up in ' }, { fail: { code: 'AGENT_ERROR', message: 'The agent could not complete this turn (error 7f3a9c).' } }];
  if (/markdown|track/.test(text)) return [{ say: rich }, { finish: { citations: [shipping] } }];
  if (/everything/.test(text)) return [{ wait: 150 }, { say: `${paragraph.repeat(4)}\n\n`.repeat(6).trim() }, { finish: { citations: [shipping] } }];
  if (/ship/.test(text)) {
    return [
      { call: { name: 'knowledge_search', args: { query: 'shipping time' }, result: '1 result: policies/shipping.md' } },
      { say: 'Standard shipping takes **3 to 5 business days**. Express orders placed before noon arrive the next business day.' },
      { finish: { citations: [shipping], suggestions: ['What does express cost?', 'Do you ship abroad?'] } },
    ];
  }
  return [
    { wait: 250 },
    { say: 'You can return most items within **17 days** of delivery, as long as they are unused and in their original packaging. The refund goes to your original payment method within 5 business days.' },
    { finish: { citations: [returns, shipping] } },
  ];
}

function refund(order) {
  const args = { order_id: order, amount: 49.9, currency: 'EUR', reason: 'arrived broken' };
  return [
    { say: `I can refund order ${order} for you. I need your approval first.` },
    { ask: { name: 'issue_refund', args } },
    { result: { name: 'issue_refund', of: (approved) => (approved ? { isError: false, result: '{"refund_id":"rf_2031","status":"issued"}' } : { isError: true, result: 'User denied: user rejected the action' }) } },
    { say: (approved) => (approved ? `Done: the refund for order ${order} is on its way, **49.90 EUR** to your original payment method.` : `All right, I have not refunded order ${order}. Nothing was changed.`) },
    { finish: { citations: [returns] } },
  ];
}
