/** The kernel of a noun: 全市科级干部总数 → 科级干部. */
export function kernel(words: string): string {
  return words
    .replace(
      /^(?:占|了|到|当年|今年|全年|本年|全(?:市|县|区|省|国|镇|乡|处|村|旗|盟|州|体)|我[市县区省镇乡处村]|本[市县区省镇乡处村]|应|所有|各级|各类|参加|在|这些|该)+/,
      '',
    )
    .replace(/(?:的|比例|比重|比率)+$/, '')
    .replace(/(?:总人数|总户数|总数|总量|总额|人数|数量|数)$/, '')
    .replace(/(?:的|者)$/, '');
}
