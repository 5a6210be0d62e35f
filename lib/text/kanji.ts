// Kanji that are one letter to a reader and several code points to a machine: old and new, Japanese and Chinese forms.

/** The form of today first, then what else is written for it. */
const FORMS =
  '国國囯囻圀 庁廳厅 税稅 楽樂乐 銀银 証證证 関關关 東东 斎齋齊斉 高髙 崎﨑嵜碕 辺邊邉 沢澤 浜濱濵 広廣广 彦彥 島嶋嶌 竜龍龙 桜櫻樱 吉𠮷 ' +
  '富冨 恵惠 真眞 徳德 栄榮荣 滝瀧 渋澁 塩鹽盐 条條 万萬 与與 寿壽 豊豐丰 実實实 宝寶 応應应 学學 検檢检 県縣县 静靜 穂穗 当當 来來 礼禮 ' +
  '園薗园 館舘馆 会會 気氣气 円圓 区區 号號 台臺 図圖图 団團团 売賣卖 変變变 険險险 帯帶 弁辨辯 戸户戶 戦戰 払拂 担擔 拠據据 挙擧举 ' +
  '数數 断斷 旧舊 暁曉 権權权 欧歐 歩步 残殘 毎每 浅淺 済濟济 温溫 満滿 灯燈 点點 為爲为 状狀 独獨 猪豬 瑶瑤 画畫 発發发 ' +
  '稲稻 窓窗 粋粹 糸絲 経經经 絵繪绘 継繼继 続續续 総總总 緑綠 縁緣 繊纖 聡聰 聴聽 声聲 脳腦 蔵藏 薬藥药 虫蟲 蛍螢 衛衞卫 ' +
  '覚覺觉 覧覽览 観觀观 訳譯译 読讀读 誉譽 譲讓 賛贊 転轉转 軽輕轻 輸输 辞辭 逓遞 遅遲 運运 郵邮 醸釀 鉄鐵铁 鋭銳 録錄录 鎌鐮 険險 雑雜杂 霊靈灵 電电 ' +
  '頼賴赖 顔顏 顕顯 駅驛驿 駆驅 験驗验 麦麥 黒黑 黙默 横橫 峰峯 秋龝 船舩 野埜 増增 橋桥 藤籘 鶏鷄 鶴鹤 亀龜龟 業业 務务 員员 場场 門门 開开 閣阁 間间 ' +
  '頭头 預预 額额 風风 飛飞 馬马 魚鱼 鳥鸟 決决 納纳 級级 紀纪 結结 給给 統统 絡络 義义 ' +
  '聯联 華华 葉叶 蘇苏 術术 規规 視视 設设 診诊 託托 話话 認认 語语 請请 調调 謝谢 護护 ' +
  '財财 貨货 販贩 責责 貯贮 費费 資资 購购 車车 軍军 農农 達达 選选 遠远 際际 陽阳 陸陆 ' +
  '隊队 離离 難难 順顺 題题 類类';

const modern = new Map<string, string>();
for (const group of FORMS.split(' ')) {
  const [first = '', ...others] = group;
  for (const other of others) if (!modern.has(other)) modern.set(other, first);
}

const HAN = /\p{Script=Han}/u;

/** Every kanji in the one form that stands for all of its kind. Same length in code points. */
export function modernKanji(text: string): string {
  if (!HAN.test(text)) return text;
  let out = '';
  for (const letter of text) out += modern.get(letter) ?? letter;
  return out;
}
