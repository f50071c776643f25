// SPDX-License-Identifier: Apache-2.0

/**
 * Files and directories of items as stores: listing, naming, noticing changes, and rewriting that
 * leaves every other byte as it is. What an item is and how a file is cut into items is a {@link
 * org.oneway.connectors.shared.files.FileFormat}; nothing here knows vCard, iCalendar or any
 * connector.
 */
@NullMarked
package org.oneway.connectors.shared.files;

import org.jspecify.annotations.NullMarked;
