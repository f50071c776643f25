// SPDX-License-Identifier: Apache-2.0

/** The rules that keep the modules and packages apart and the sources readable, as tests. */
@NullMarked
package org.oneway.architecture;

import org.jspecify.annotations.NullMarked;
