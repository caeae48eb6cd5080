import { lexicon } from '../lexicon.ts';

/**
 * Unit words (量词、单位). 万 and 亿 never stand here: they belong to the number (万元 → ×10,000 元).
 * `exact` words are counted one by one; a decimal before one of them is a list number and a count (1.100名).
 */
const PERSONS = '人 名 位 人次 人天 名次 位次';
const HOUSES = '户 户次 家 家次 对 口';
const EVENTS = `期 期次 件 件次 次 场 场次 起 例 例次 宗 桩 届次 批 批次 班 班次 堂 节 节次 节课 课时 学时 课次 趟 遍 轮 轮次 站 站次 台次 车次 架次
 艘次 辆次 点次 篇次 条次 个次 户人 人期 场期 人份 剂次 针次 项次 幅次 头次 套次 次课`;
const THINGS = `个 支 台 处 所 座 间 栋 幢 辆 架 艘 套 本 册 份 张 幅 块 条 项 门 种 类 组 部 首 则 篇 封 通 头 只 匹 羽 尾 株 棵 盆 束 枚
 颗 粒 箱 袋 瓶 盒 包 桶 捆 床 顶 双 副 面 盏 扇 眼 孔 道 桌 席 票 款 样 片 根 串 卷 幕 曲 集 页 笔 支次 件套 台套 管 壶 罐 听 提 板 筒 段 步 帧
 册次 本次 份次 枝 丛 窝 笼 棚 筐 篮 杯 碗 朵 层 字 剂 针 个班 队 团 岗 村 镇 乡 分 个点 盘 车 车辆 艇 卡 枪 版次`;
const TIME_COUNT = '天 日 个月 月 年 个工作日 工作日 个学时 个课时 个学期 个周 周 个星期 星期 个季度 夜';
const MONEY =
  '元 圆 圆整 块钱 元钱 元整 元人民币 美元 港元 港币 欧元 日元 英镑 元/人 元/月 元/年 元/户 元/亩 元/天 元/次 元/人次 元/平方米 元/斤 元/公斤 元/吨 元/人/年 元/人/月 元/人·年 元/人·月 元/生·年 元/个';
const MEASURES = `亩 公顷 亩地 平方米 平米 ㎡ m² 平方公里 平方千米 平方 立方米 立方 米 公里 千米 华里 里 里路 里地 厘米 毫米 公分 分米 公斤 千克 克 毫克 吨 斤 市斤
 担 升 毫升 千瓦 千瓦时 兆瓦 千伏 千伏安 度电 小时 个小时 个半小时 钟头 个钟头 分钟 秒 秒钟 岁 周岁 kg km KG KM cm mm ℃ 人/户 人/平方公里 万字`;
const RATES = '% ‰ ‱ 个百分点 百分点 倍 /10万 /100000 /万 /千 /十万 个千分点 个万分点 个十万分点';

export const UNITS = lexicon(PERSONS, HOUSES, EVENTS, THINGS, TIME_COUNT, MONEY, MEASURES, RATES);

const set = (...lists: string[]) => new Set(lists.join(' ').split(/\s+/));
const COUNTED = set(PERSONS, HOUSES, EVENTS, THINGS);
const AMOUNTS = set(MONEY, MEASURES);
const RATE_UNITS = set(RATES);

export const isCounted = (unit: string) => COUNTED.has(unit) && unit !== '字';
export const isAmount = (unit: string) => AMOUNTS.has(unit);
export const isRate = (unit: string) => RATE_UNITS.has(unit);
/**
 * Words that begin like a unit word and are none: 家庭 is no 家. Where one of these follows a number, no unit is written.
 */
export const NOT_UNITS = lexicon(`
家庭 家长 家属 家教 家访 家园 场所 场馆 项目 组织 组建 组长 组成 部门 部委 部分 部署 部级 部队 部室 人口 人员 人才 人数 人民 名单 户籍 户数
期间 期末 件套 条件 条例 条线 台湾 台账 台帐 台商 台胞 台风 支部 支队 支出 支持 支付 支教 支委 班子 班级 班长 班主 队伍 队员 节目 节日 节能 节约 课题 课程 课堂
本科 本市 本县 本区 本级 本月 本年 本次 类似 类型 类别 对象 对口 起来 起点 起步 起草 处级 处于 处理 处罚 所有 所在 门诊 门口 门户 层次 层面 层级 次数 种类 种植 种养 种子
道路 道德 道理 团体 团结 团员 团委 团支 首先 首届 集中 集体 集团 集镇 面向 面积 例会 例如 只有 只要 只能 款物 样本 头部 篇章 份额 元旦 元素 元宵 字样 字数 米粉 村民 村庄 村委 村级 村居 村干 村妇
岗位 车间 个体户 个体工商 天然 年度 年级 年代 年龄 年均 年来 年以来 月份 日常 周年 周期 岁月 针对 批准 批评 座谈 幅度 间隔 枝头 双方 双向 克服 吨位 秒杀 角度 里程 行政 单位 套餐 首府 首批 册子 页面 卷入`);
