/** “市级以上” and its kin as the honours, posts, bases and venues ledgers name their levels. */
export const CITY_AND_ABOVE = { level: ['市级', '省级', '国家级'] };
