// SPDX-License-Identifier: Apache-2.0

/** Tests of mailboxes at IMAP servers. */
@NullMarked
package org.oneway.connectors.imap;

import org.jspecify.annotations.NullMarked;
