// SPDX-License-Identifier: Apache-2.0

/**
 * Mailboxes in directories of one file for each message (Maildir, with sub-folders as Maildir++ or
 * as directories, and the keywords that Dovecot keeps beside them). Must not know any other store
 * of messages.
 */
@NullMarked
package org.oneway.connectors.maildir;

import org.jspecify.annotations.NullMarked;
