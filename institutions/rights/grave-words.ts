/**
 * Grave words (重话, R-34 「grave words」): class → words as people write them. Heard while a contact is written down; only
 * the class goes on to the counting of signals. A first list of our own, no source names one; a place's rights department
 * tells what is missing.
 */
export const GRAVE_WORDS: Readonly<Record<string, readonly string[]>> = {
  轻生: ['自杀', '轻生', '不想活', '活不下去', '想死', '去死', '跳楼', '跳河', '喝农药', '割腕', '遗书'],
  伤人: ['杀了他', '杀了她', '杀人', '同归于尽', '拼命', '砍人', '泼汽油', '泼硫酸', '报复社会', '放火'],
  侵害未成年人: ['猥亵', '强奸', '性侵', '诱奸', '拐卖', '虐待孩子', '遗弃孩子', '童婚'],
  非法拘禁: ['关起来', '锁在家', '不让出门', '非法拘禁', '拴住', '囚禁'],
  群体事件: ['集体上访', '聚众', '堵门', '拉横幅', '串联', '联名上访'],
};
