/** Part of pg that carries no types of its own: how a JavaScript value becomes the text or bytes of a parameter. */
declare module 'pg/lib/utils.js' {
  const utils: { prepareValue(value: unknown): string | Buffer | null };
  export default utils;
}
