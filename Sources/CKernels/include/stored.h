// Elements as files hold them.
#pragma once
#include <stdint.h>

enum CKStored {
  CK_STORED_BOOL, CK_STORED_INT8, CK_STORED_INT16, CK_STORED_INT32, CK_STORED_INT64, CK_STORED_UINT8, CK_STORED_UINT16,
  CK_STORED_UINT32, CK_STORED_UINT64, CK_STORED_FLOAT16, CK_STORED_BFLOAT16, CK_STORED_FLOAT32, CK_STORED_FLOAT64,
};

/// Converts n elements of a type in CKStored to that of the tensor which holds them: bytes of 0 and 1, int64, single or double
/// precision. What is big-endian is put right in place first. False where an unsigned integer is too large.
int ck_decode_elements(int type, int is_big_endian, long n, void *x, void *y);
