const UNTIDY = /[\s　（），：；]/;

/** Page numbers and line breaks inside a sentence, and blanks: gone. Full-width brackets become plain ones. */
export function tidy(words: string): string {
  if (!UNTIDY.test(words)) return words;
  return words
    .replace(/\n[\s　]*\d{1,3}、/g, '')
    .replace(/[\s　]+/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/，/g, ',')
    .replace(/：/g, ':')
    .replace(/；/g, ';');
}

/** Words that every report puts before a number and that do not say what is counted. */
const EMPTY =
  /^(?:\d+(?=[全我各本])|同时|为止|其中|目前|截至?|截止|到|今年|去年|本年度?|全年|上半年|下半年|一年来|近年来|以来|期间|已经?|现有?|共有?|共计|合计|总计|累计|一共|总共|全(?:市|县|区|省|国|镇|乡|处|村|街道|旗|盟|州|社区)|我(?:市|县|区|省|镇|乡|处|村|街|校|局)|各级|和|与|及|以及|、|的|有|约|近|达到?|为|是|由|从|就|还|也|又|只|仅|每|并|先后|分别|成功|免费|新增?|了|在|对|:|,|;|\.|-|—|·|“|”|")+/;
const TAIL =
  /(?:共有?|共计|合计|总计|累计|一共|总共|已有?|只有|仅有|达到?了?|多达|为|是|有|约|近|就|了|的|至|到|在|:|,|超过?|突破|均|各|分别|高达|不足|不到|将近|来自|不断|提高|和|与|及|全(?:市|县|区|省|国|镇|乡|处|村|州|旗|盟)|“|”|")+$/;
/** 每人、户均、各: the number is said of each one. */
export const EACH =
  /(?:各|每(?:一|1)?[^,;每均各]{0,14}|平均[^,;均]{0,8}|[人户村场期镇乡班次件家月年日亩校生]均[^,;均]{0,12})$/;

/** Years and months before the noun. */
const TIME =
  /^.{0,6}?(?:\d{2,4}年?(?:\d{1,2}月)?(?:[-—–~至到]+\d{2,4}年)(?:\d{1,2}月)?|\d{2,4}年(?:\d{1,2}月份?)?|\d{1,2}[-—–至到]\d{1,2}月份?)(?:以来|底|末|间)?/;
/** Where the noun after a unit word ends and a verb begins. */
const VERB =
  /(?:还|为了|进行|在|被|把|将|已|均|都|全部|并|参加|参与|获得?|受到?|给予|接受|组织|实现|建立|开展|完成|请|从事|走上|报名|就业|发展|覆盖|推进|落实|加强|存在|受益|达标|到|得到|享受|达到?|提供|,|。|;|:|\(|\)|“|”)/;

const DONE =
  /(?:了|表彰|评选|慰问|救助|资助|培训|举办|开展|召开|发放|建立|成立|新建|建成|推荐|选出|帮助|扶持|培育|选树|创建)$/;

/** What is counted: from the words before the number, or, where they say nothing, from those after its unit. */
export function nounOf(lead: string, trail: string): string {
  // 10个街道、2个镇和46个社区: the words before 、 and 和 belong to the number before.
  const own = /[、和及与]$/.test(lead) ? '' : lead.replace(TIME, '');
  const before = own.replace(EMPTY, '').replace(TAIL, '').replace(EMPTY, '').replace(/[“”"]/g, '');
  const after = trail.replace(/^[的多余来]+/, '');
  const stop = after.search(VERB);
  const behind = (stop < 0 ? after : after.slice(0, stop)).replace(/[“”"]/g, '').slice(0, 14);
  // 新当选的41名村妇代会主任: words that end in 的 only describe what follows.
  // So do finished verbs: 表彰了百户文明家庭, 救助669名贫困妇女.
  if (before.length > 0 && !(behind.length > 1 && (own.endsWith('的') || DONE.test(own))))
    return object(before).slice(-16);
  return behind;
}

/** What stands after a finished verb: 转移了富余劳动力妇女 → 富余劳动力妇女. */
function object(noun: string): string {
  const cut = noun.search(/[了过](?=[^了过]{2,}$)/);
  return cut < 0 ? noun : noun.slice(cut + 1);
}
