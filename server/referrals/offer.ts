import type { Matter } from '../flows/index.ts';
import type { ReferralKit } from './kit.ts';
import type { Offer } from './rules.ts';

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
