// SPDX-License-Identifier: Apache-2.0

/** How secrets are fetched, and that nothing of them is left anywhere. */
@NullMarked
package org.oneway.cli.secret;

import org.jspecify.annotations.NullMarked;
