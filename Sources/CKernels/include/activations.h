// Functions between a network's layers, with their derivatives.
#pragma once

/// y = f(x), where p and q are the function's parameters. Every one of them keeps NaN.
typedef enum {
  CK_ACTIVATION_LEAKY_RELU,  // x > 0 ? x : p x
  CK_ACTIVATION_ELU,         // x > 0 ? x : p (e^x − 1)
  CK_ACTIVATION_GELU,        // x Φ(x)
  CK_ACTIVATION_GELU_TANH,   // ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))
  CK_ACTIVATION_SILU,        // x σ(x)
  CK_ACTIVATION_SOFTPLUS,    // p x > q ? x : ln(1 + e^(p x)) / p
  CK_ACTIVATION_HARDTANH,    // min(max(x, p), q)
  CK_ACTIVATION_NORMAL_CDF,  // Φ(x)
} CKActivation;
void ck_activation(CKActivation f, int dtype, long n, const void *x, void *y, double p, double q);

/// d = g f'(x)
void ck_activation_gradient(CKActivation f, int dtype, long n, const void *g, const void *x, void *d, double p, double q);
