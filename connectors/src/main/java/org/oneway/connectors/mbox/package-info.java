// SPDX-License-Identifier: Apache-2.0

/**
 * Mailboxes in files of many messages (mbox, RFC 4155 and its dialects; Thunderbird's and Google
 * Takeout's): where a message begins and ends, what is the message and what the file's bookkeeping.
 * Must not know any other store of messages.
 */
@NullMarked
package org.oneway.connectors.mbox;

import org.jspecify.annotations.NullMarked;
