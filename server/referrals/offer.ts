import { type Matter, namesUnit } from '../flows/index.ts';
import type { ReferralKit } from './kit.ts';
import type { Offer } from './rules.ts';

/**
 * True when an agency is who the matter is against (被反映的一方): what an accusation says is never passed to the accused
 * person or unit (信访工作条例 30).
 */
export async function isAccused(kit: ReferralKit, matter: Matter, agency: string): Promise<boolean> {
  const { definition } = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  const kept = definition.keptFrom;
  return kept ? [kept.units, kept.persons].some((key) => namesUnit(matter.data[key] ?? '', agency)) : false;
}

/**
 * What of a matter could go: its filled fields, in the order of its flow, in words. Personal is what she is recognised or
 * found by: names, and what the flow itself withholds from papers.
 */
export async function offerOf(kit: ReferralKit, matter: Matter): Promise<Offer[]> {
  const { definition } = await kit.flows.flows.flow(matter.flow, matter.flowVersion);
  const withheld = new Set(definition.withheld ?? []);
  return definition.fields.flatMap((f) => {
    const value = matter.data[f.key];
    if (value === null || value === undefined || value === '') return [];
    const text =
      value === true
        ? '是'
        : value === false
          ? '否'
          : Array.isArray(value)
            ? value.join('、')
            : String(value);
    const isPersonal = f.type === 'person' || withheld.has(f.key) || /^(contact|phone|address)/.test(f.key);
    return [{ key: f.key, label: f.label, value: f.unitWord ? `${text} ${f.unitWord}` : text, isPersonal }];
  });
}
