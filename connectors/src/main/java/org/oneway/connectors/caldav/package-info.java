// SPDX-License-Identifier: Apache-2.0
/**
 * Events, tasks and notes at CalDAV servers (RFC 4791). Knows what a member of a calendar means;
 * how it is found, read and written is WebDAV's, which all such services share.
 */
@NullMarked
package org.oneway.connectors.caldav;

import org.jspecify.annotations.NullMarked;
