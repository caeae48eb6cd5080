import { z } from 'zod';
import type { Caller, Route } from './route.ts';

/** The OpenAPI 3.1 description, made from the routes themselves so that it cannot drift. */
export function describeRoutes<C extends Caller>(
  routes: readonly Route<C>[],
  version: string,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const operation = {
      summary: route.summary,
      'x-permission': route.permission,
      ...(route.fresh ? { 'x-fresh': true } : {}),
      parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
      ...(route.body
        ? { requestBody: { content: { 'application/json': { schema: schemaOf(route.body) } } } }
        : {}),
      responses: {
        '200': { description: 'OK' },
        default: { description: '{"error":{"code","message","problems"}}' },
      },
    };
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  }
  return { openapi: '3.1.0', info: { title: 'Halfsky 半边天', version }, paths };
}

function schemaOf(shape: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
}

function parametersOf(shape: z.ZodType | undefined, where: 'path' | 'query'): Record<string, unknown>[] {
  if (!shape) return [];
  const schema = schemaOf(shape) as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, value]) => ({
    name,
    in: where,
    required: where === 'path' || (schema.required ?? []).includes(name),
    schema: value,
  }));
}
