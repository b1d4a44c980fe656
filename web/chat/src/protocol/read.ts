import type { Citation, ErrorDescriptor, ResumeAck, ResumeState, ServerFrame, StoredMessage } from './frames.ts';

type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A frame, or undefined for text that is not one. */
export function readFrame(text: string): ServerFrame | undefined {
  try {
    const value = asObject(JSON.parse(text));
    return typeof value?.['type'] === 'string' ? (value as unknown as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}

export function readError(frame: ServerFrame): ErrorDescriptor & { readonly details?: unknown } {
  const inner = asObject(frame.data?.['error']) ?? asObject(frame.error);
  return {
    code: asString(inner?.['code']) ?? 'INTERNAL_ERROR',
    message: asString(inner?.['message']) ?? '',
    details: frame.data?.['details'],
  };
}

/** The ack of `resume_stream`, told from other 200 replies by its fields, not by its prose. */
export function readResumeAck(frame: ServerFrame): ResumeAck | undefined {
  if (frame.type !== 'immediate_response' || frame.status !== 200) return undefined;
  const { requestId, state, epoch, fromSeq, restarted } = frame.data ?? {};
  if (typeof requestId !== 'string' || typeof epoch !== 'number' || typeof fromSeq !== 'number') return undefined;
  if (state !== 'running' && state !== 'parked' && state !== 'finished') return undefined;
  return { requestId, state: state satisfies ResumeState, epoch, fromSeq, restarted: restarted === true };
}

/** Messages of one history page, in the server's order (newest first); text-less ones are left out. */
export function readMessages(data: Json): StoredMessage[] {
  const rows = Array.isArray(data['messages']) ? data['messages'] : [];
  return rows.flatMap((row): StoredMessage[] => {
    const message = asObject(row);
    const id = asString(message?.['id']);
    const text = readText(asObject(message?.['content']));
    if (id === undefined || text.trim() === '') return [];
    const createdAt = asString(message?.['createdAt']);
    return [{
      id,
      direction: message?.['direction'] === 'inbound' ? 'inbound' : 'outbound',
      text,
      ...(createdAt === undefined ? {} : { createdAt }),
    }];
  });
}

/** Both shapes in use: `content.text`, or the text items of `content.items`. */
function readText(content: Json | undefined): string {
  const text = asString(content?.['text']);
  if (text) return text;
  const items = Array.isArray(content?.['items']) ? content['items'] : [];
  return items.map((item) => asString(asObject(item)?.['text']) ?? '').filter(Boolean).join('\n\n');
}

export function readCitations(value: unknown): Citation[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((row): Citation[] => {
    const citation = asObject(row);
    const id = asString(citation?.['id']);
    if (!citation || id === undefined) return [];
    const url = asString(citation['url']);
    const score = citation['score'];
    return [{
      id,
      title: asString(citation['title']) || id,
      snippet: asString(citation['snippet']) ?? '',
      ...(typeof score === 'number' ? { score } : {}),
      ...(url && /^https?:\/\//i.test(url) ? { url } : {}),
    }];
  });
}
