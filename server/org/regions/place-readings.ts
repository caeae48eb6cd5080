/**
 * Readings of place names where pinyin-pro 3.29 takes the everyday one (whose initial differs), by the names
 * that these places use of themselves in Latin letters; and surnames that stand before 家, 庄 and the like.
 * Used when the initials are derived.
 */
const PLACES: Readonly<Record<string, string>> = {
  洪洞: 'hóng tóng',
  泌阳: 'bì yáng',
  尉犁: 'yù lí',
  单县: 'shàn xiàn',
  曾都: 'zēng dū',
  浚县: 'xùn xiàn',
  涡阳: 'guō yáng',
  乐清: 'yuè qīng',
  筠连: 'jūn lián',
  大埔县: 'dà bù xiàn',
  蔚县: 'yù xiàn',
  繁峙: 'fán shì',
  歙县: 'shè xiàn',
  黄陂: 'huáng pí',
  茌平: 'chí píng',
  莞城: 'guǎn chéng',
  会稽: 'kuài jī',
  广渠门: 'guǎng qú mén',
  㵲: 'wǔ',
  䌷: 'chóu',
};

const SURNAMES: Readonly<Record<string, string>> = {
  曾: 'zēng',
  单: 'shàn',
  解: 'xiè',
  查: 'zhā',
  仇: 'qiú',
};
const HOMESTEADS: Readonly<Record<string, string>> = { 家: 'jiā', 庄: 'zhuāng', 屋: 'wū', 楼: 'lóu' };

export const PLACE_READINGS: Record<string, string> = { ...PLACES };
for (const [surname, sound] of Object.entries(SURNAMES)) {
  for (const [place, ending] of Object.entries(HOMESTEADS))
    PLACE_READINGS[surname + place] = `${sound} ${ending}`;
}
