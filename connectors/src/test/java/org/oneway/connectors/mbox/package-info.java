// SPDX-License-Identifier: Apache-2.0

/** Tests of mailboxes in files. */
@NullMarked
package org.oneway.connectors.mbox;

import org.jspecify.annotations.NullMarked;
