import type { HelpLine } from '../../contracts/help-line.ts';

/**
 * Numbers for a woman who needs help (求助电话), most urgent first. A place adds its own (its federation's shelter, its
 * legal aid centre) in its settings; these hold in the whole country.
 * Sources: 12338 妇女维权公益服务热线 (妇女权益保障法 art 76, FACTS 3; PARAMETERS 来信来访渠道); 110, 120, 12348 are the
 * national numbers of police, emergency care and public legal service.
 */
export const HELP_LINES: readonly HelpLine[] = [
  {
    number: '110',
    name: '报警',
    when: '有人正在打您、威胁您、不让您走,马上打。不方便说话时可发短信到 12110,写清在哪里、出了什么事。',
    hours: '全天',
  },
  {
    number: '120',
    name: '急救',
    when: '受了伤、吃了药、出血不止。',
    hours: '全天',
  },
  {
    number: '12338',
    name: '妇女维权热线',
    when: '想问一问、想有人陪、不知道找谁。',
    hours: '各地接听时间不同,多为工作日白天',
  },
  {
    number: '12348',
    name: '公共法律服务',
    when: '离婚、抚养、财产、欠薪,想问法律。',
    hours: '全天,个别地方只在工作时间',
  },
];
