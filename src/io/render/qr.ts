import { create } from 'qrcode';
import type { QrMatrix } from '../../rules/artwork.ts';

/**
 * The QR code of a text (ISO/IEC 18004), smallest version that holds it. Error correction Q survives a quarter of the code
 * being damaged, M 15 %. Refuses a text that no version holds.
 */
export function qrMatrix(content: string, correction: 'M' | 'Q' = 'Q'): QrMatrix {
  const { modules } = create(content, { errorCorrectionLevel: correction });
  return { size: modules.size, dark: Array.from(modules.data, (module) => module === 1) };
}
