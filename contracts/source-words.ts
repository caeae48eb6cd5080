/** What the seed documents (000–004, REQUIREMENTS) are, for who has never seen our numbers for them. */
const DOCUMENTS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)000§4/g, '市妇儿工委工作规则'],
  [/(?<!\d)000§5/g, '市妇联工作制度'],
  [/(?<!\d)003§4/g, '市妇联关于社会管理的意见'],
  [/(?<!\d)003§\d/g, '市妇联年度工作意见'],
  [/(?<!\d)004§\d+|^004(?=「)/g, '市妇联年度工作总结'],
  [/^002(?=[「\s])\s*/g, '市妇联基层组织建设材料'],
  [/(?<!\d)00\d(?:-[A-Z]|§\d+)/g, '妇联工作材料'],
];
/** Numbers of our own requirements, with what we remarked to ourselves. */
const OURS = /^(?:R-\d+(?:-\d+)?(?:\s+Bad)?(?::.*)?|DESIGN §\d+)$/;

/**
 * The sources of a rule as its users read them (依据): laws, documents and what they say. Our own numbers for requirements and
 * documents, which stand there for who builds the house, are left out or said in words. '' where nothing else is said. Pure.
 */
export function sourceWords(sources: readonly string[]): string {
  const said = sources
    .flatMap((source) => source.split(/\s*[;;]\s*|\s+·\s+/))
    .map((piece) =>
      piece
        .replace(/\s*\((?:FACTS|PARAMETERS)[^)]*\)$/, '')
        .replace(/^(?:FACTS|PARAMETERS)[^::]*[::]\s*/, ''),
    )
    .filter((piece) => piece !== '' && !OURS.test(piece))
    .map((piece) => DOCUMENTS.reduce((text, [code, name]) => text.replace(code, name), piece));
  return [...new Set(said)].join(';');
}
