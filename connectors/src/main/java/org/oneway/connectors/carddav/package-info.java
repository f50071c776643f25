// SPDX-License-Identifier: Apache-2.0
/**
 * Contacts at CardDAV servers (RFC 6352). Knows what a member of an address book means; how it is
 * found, read and written is WebDAV's, which all such services share.
 */
@NullMarked
package org.oneway.connectors.carddav;

import org.jspecify.annotations.NullMarked;
