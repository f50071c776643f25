// SPDX-License-Identifier: Apache-2.0

/** Tests of mailboxes in directories. */
@NullMarked
package org.oneway.connectors.maildir;

import org.jspecify.annotations.NullMarked;
