const indonesian = [
  'nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh', 'sebelas', 'dua belas', 'tiga belas',
  'empat belas', 'lima belas', 'enam belas', 'tujuh belas', 'delapan belas', 'sembilan belas', 'dua puluh',
];
const english = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty',
];
const values = new Map([...indonesian.entries(), ...english.entries()].map(([value, word]) => [word, value]));

// The longest word first, so that "dua belas" is not read as "dua".
const word = [...values.keys()].sort((a, b) => b.length - a.length).join('|');
const question = new RegExp(`\\b(${word})\\s+(?:ditambah|tambah|plus)\\s+(${word})\\b`, 'i');

/** Answers the captcha's question, such as "Berapa tujuh tambah lima?". */
export function answerSum(text: string): number {
  const found = question.exec(text.replace(/\s+/g, ' '));
  const [left, right] = [found?.[1], found?.[2]].map((term) => values.get(term?.toLowerCase() ?? ''));
  if (left === undefined || right === undefined) throw new Error(`no sum in "${text}"`);
  return left + right;
}
