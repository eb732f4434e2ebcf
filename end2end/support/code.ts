/** Six digits, but not these. */
export const wrongCode = (code: string): string => (code === '000000' ? '000001' : '000000');
