// SPDX-License-Identifier: Apache-2.0
/** Tests of how JSON is read and written. */
@NullMarked
package org.oneway.cli.json;

import org.jspecify.annotations.NullMarked;
