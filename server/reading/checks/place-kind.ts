import type { Item } from './scene.ts';

const PLACE =
  /^(?:个)?(行政村|自然村|村民小组|小组|村(?!级|民|妇|干|委)|社区|居委会|乡镇|镇|乡|街道|县区|县|区|科局|单位|企业|学校|工作部门|部门)/;
const BEFORE = /(?:^|[有辖、各市区县镇])(行政村|自然村|村民小组|社区|居委会|乡镇|街道|县区)$/;

/** Which kind of place a number counts (12个社区, 社区12个), so that two tellings of one number can be held together; null for none. */
export function placeKind(item: Item): string | null {
  const behind = PLACE.exec(item.trail)?.[1];
  const name =
    behind ?? (item.trail === '' || /^[,;]/.test(item.trail) ? BEFORE.exec(item.noun)?.[1] : undefined);
  if (name === undefined) return null;
  return name.replace('行政村', '村').replace('村民小组', '小组').replace('居委会', '社区');
}
