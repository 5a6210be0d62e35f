// Kanji in their forms of other times and countries, and kanji that a hurried eye takes for each other.
import { once } from './once.ts';

/** The form of today's Japan first, behind it the old, simplified and personal forms. */
const VARIANTS = `
国國囯囻圀 庁廳厅 銀银 証證证 関關关 東东 楽樂乐 税稅 運运 輸输 郵邮 電电 気氣气 鉄鐵铁 険險险 会會 済濟济
経經经 営營营 業业 産產产 島嶋嶌岛 広廣广 応應应 対對对 団團团 図圖图 書书 学學 号號 区區 医醫 県縣县 総總总
務务 労勞劳 検檢检 験驗验 厳嚴严 実實实 宝寶寳 写寫 録錄录 変變变 辺邊邉边 浜濱滨濵 沢澤泽 渋澁 斎齋斉齊齐
竜龍龙 滝瀧 高髙 崎﨑嵜碕 吉𠮷 徳德 恵惠 桜櫻樱 来來 両兩两 万萬 与與 円圓圆 売賣卖 買买 費费 資资 質质
貯贮 貨货 財财 責责 販贩 賃赁 購购 車车 軍军 転轉转 軽輕轻 連连 進进 達达 遠远 選选 門门 問问 間间 開开
閉闭 陸陆 陽阳 隊队 際际 難难 雲云 霊靈灵 静靜 項项 預预 領领 頭头 題题 顔顏颜 願愿 類类 飛飞 飯饭 飲饮
館舘馆 駅驛驿 馬马 騰腾 魚鱼 鳥鸟 鶴鹤 鷹鹰 麗丽 黒黑 点點 亜亞亚 仏佛 価價价 倉仓 億亿 優优 備备 伝傳传
側侧 債债 傷伤 児兒儿 党黨 内內 処處处 凍冻 則则 創创 剣劍剑 劇剧 動动 励勵 勝胜 協协 単單单 参參 収收
双雙 員员 囲圍围 園园薗 壱壹 声聲 夢梦 奥奧 孫孙 寿壽 専專专 将將 届屆 層层 岡冈 峰峯 師师 帯帶带 帰歸归
幣币 庫库 張张 強强 彦彥 従從从 復复 愛爱 慶庆 懐懷怀 戦戰战 戸戶户 払拂 担擔 拠據据 択擇择 挙舉举擧 採采
断斷 時时 晋晉 暁曉晓 栄榮荣 条條 査查 極极 楼樓 構构 様樣样 標标 横橫 権權权 歓歡欢 歩步 歯齒齿 歳歲岁
残殘 毎每 決决 沖冲 況况 浄淨净 満滿满 漁渔 漢汉 潔洁 為爲为 無无 焼燒烧 煙烟 熱热 獲获 環环 現现 画畫
異异 発發发 真眞 確确 礼禮 禅禪 稲稻 窓窗 竞競 筆笔 節节 築筑 簡简 糸絲丝 紀纪 約约 紅红 納纳 純纯 紙纸
級级 細细 終终 組组 結结 絡络 給给 統统 絵繪绘 継繼继 続續续 維维 網网 線线 緊紧 緑綠绿 績绩 織织 羅罗
義义 習习 聖圣 職职 聴聽听 臨临 興兴 舗舖铺 芸藝艺 荘莊庄 華华 薬藥药 蔵藏 衛衞卫 装裝 補补 製制 見见 規规
視视 覚覺觉 覧覽览 観觀观 計计 訂订 訓训 記记 設设 許许 訴诉 診诊 詐诈 評评 試试 詳详 認认 語语 誠诚
説說说 読讀读 課课 調调 談谈 請请 論论 諸诸 謝谢 識识 譲讓让 議议 護护 貝贝 負负 貢贡 貴贵 賀贺 賞赏 賢贤
趙赵 跡迹 躍跃 載载 輝辉 輪轮 辞辭 農农 逓遞递 遅遲迟 適适 遺遗 郷鄉乡 鄭郑 釈釋释 針针 鈴铃 鋼钢 銭錢钱
鋭锐銳 錦锦 鍋锅 鏡镜 鐘钟 長长 閣阁 陳陈 陰阴 随隨 雑雜杂 離离 頁页 頂顶 順顺 須须 額额 風风 養养 餅饼
鮮鲜 鴨鸭 麦麥 黄黃 場塲场 揚扬 井丼 桑桒 寛寬宽 栃杤 髪髮 帳账賬 戻戾 頼賴赖 曽曾 槙槇 檜桧 瀬瀨 猪豬
増增 徴徵 聡聰 藪薮 譽誉 尭堯 遥遙 凜凛 緒绪 諭谕 郎郞 顕顯显 富冨 塩鹽盐 豊豐丰 穂穗 当當 台臺 弁辨辯
数數 旧舊 欧歐 浅淺 温溫 灯燈 状狀 独獨 瑶瑤 粋粹 縁緣 繊纖 脳腦 虫蟲 蛍螢 京亰 多夛 訳譯译 賛贊 醸釀 鎌鐮 駆驅
黙默 秋龝 船舩 野埜 橋桥 藤籘 鶏鷄 亀龜龟 聯联 湾灣 葉叶 蘇苏 術术 託托 話话
劉刘 吳吴呉 楊杨 鄧邓 馮冯 蕭萧 盧卢 蔣蒋 賈贾 鄒邹 譚谭 龔龚 龐庞 閻阎 顧顾 聶聂 湯汤 呂吕 偉伟 傑杰 鵬鹏 濤涛 剛刚 瓊琼
蘭兰 蓮莲 鳳凤 倫伦 鈞钧 銘铭 鴻鸿 韻韵 穎颖 瑩莹 瑋玮 煒炜 執执 詩诗 賓宾 鎮镇 嫻娴 嬌娇 儀仪 紹绍 練练 曄晔 寧宁 樺桦 楨桢
`;

/**
 * Kanji that look alike in a line of mail. Only the skeleton knows them, and only in names of four letters and more:
 * 三木 and 二木 are two families.
 */
const ALIKE = `
井丼弁 輸輪翰 政正 日曰 土士 末未 千干 住佳往隹 佐左 使便 券劵 夫天夭 藤籐滕 本木 東束 大太犬 二三 友発 運連 場揚 己已巳 微徴
綱網 緑縁 候侯 鳥烏 治冶 萩荻 遣遺 爪瓜 氷永 管菅 幣弊 享亨 祈折 持待侍 技枝 壬王玉 刀力 石右 牛午 貝見 間問聞 暑署 郎朗
鳴嗚 崇祟 局居 便更 銀鋃 税悦 料科 券巻 庁斤 金全 戸尸 市巿 宅宇 急 設没 楽薬 行荇衍 輪愉喩諭 運蓮 険検倹 電雷 民氏
招沼昭 建健 平乎 淘掏 描猫 泰秦奉 蝦暇 話詁 商啇 湾弯彎 支攴 農晨 保俣 信佶 券卷
`;

/** Each kanji of a group to its first, or to what that one stands for. */
function firstOf(groups: string): Map<string, string> {
  const firsts = new Map<string, string>();
  for (const group of groups.split(/\s+/)) {
    const [first = '', ...others] = group;
    const target = firsts.get(first) ?? first;
    for (const other of others) if (!firsts.has(other)) firsts.set(other, target);
  }
  return firsts;
}

const modern = once(() => firstOf(VARIANTS));
const alike = once(() => firstOf(ALIKE));

const HAN = /\p{Script=Han}/u;

/** Every kanji in the one form that stands for all of its kind: 國, 囯 and 囻 as 国. Same length in code points. */
export function modernKanji(text: string): string {
  if (!HAN.test(text)) return text;
  const modernOf = modern();
  let out = '';
  for (const letter of text) out += modernOf.get(letter) ?? letter;
  return out;
}

/** One kanji for all that look like it, whatever their form. */
export function alikeKanji(letter: string): string {
  if (!HAN.test(letter)) return letter;
  const today = modernKanji(letter);
  return alike().get(today) ?? today;
}
