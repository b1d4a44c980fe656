import { asObject, asString } from './protocol/read.ts';

/** What `GET /chat/config.json` says about the server behind this page. */
export interface PageConfig {
  readonly title: string;
  /** True when the built-in demo model answers, which the page must not hide. */
  readonly demoModel: boolean;
  readonly modelName: string;
}

export const defaultConfig: PageConfig = { title: 'Smooth Operator', demoModel: false, modelName: '' };

/** The page works without it, under its default title. */
export async function loadConfig(): Promise<PageConfig> {
  try {
    const response = await fetch('/chat/config.json', { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
    const config = response.ok ? asObject(await response.json()) : undefined;
    return {
      title: asString(config?.['title']) || defaultConfig.title,
      demoModel: config?.['demoModel'] === true,
      modelName: asString(config?.['modelName']) ?? '',
    };
  } catch {
    return defaultConfig;
  }
}
