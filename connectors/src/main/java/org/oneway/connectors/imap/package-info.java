// SPDX-License-Identifier: Apache-2.0

/**
 * Mailboxes at IMAP servers (RFC 3501, RFC 9051), with what changed told by QRESYNC and CONDSTORE
 * (RFC 7162) where a server has it. Must not know where messages go to or come from; nothing of the
 * library that speaks the protocol leaves the package.
 */
@NullMarked
package org.oneway.connectors.imap;

import org.jspecify.annotations.NullMarked;
