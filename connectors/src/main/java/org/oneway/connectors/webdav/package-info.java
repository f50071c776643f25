// SPDX-License-Identifier: Apache-2.0
/**
 * Files at WebDAV servers (RFC 4918), below one directory. Knows what a path is and what a file
 * comes to as an item; how a server is asked is WebDAV's, which all such services share.
 */
@NullMarked
package org.oneway.connectors.webdav;

import org.jspecify.annotations.NullMarked;
