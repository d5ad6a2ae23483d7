import { describe, expect, it } from 'vitest';
import { isEmulation } from '../../../src/viewer/webgl-speed.ts';

describe('what draws WebGL', () => {
  it('is an emulation by the names that browsers give such', () => {
    for (const name of [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
      'llvmpipe (LLVM 15.0.6, 256 bits)',
      'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)',
    ])
      expect(isEmulation(name)).toBe(true);
  });

  it('is none by the names of graphics processors, or by no name', () => {
    for (const name of [
      'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)',
      'Apple GPU',
      'Mali-G78',
      'Mesa Intel(R) UHD',
      '',
    ])
      expect(isEmulation(name)).toBe(false);
  });
});
