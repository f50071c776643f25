// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.time.Instant;

/**
 * Where a message lies in its file.
 *
 * @param head where the line before it begins
 * @param start of its first header field
 * @param end behind its last byte, before the empty line that the file puts behind it
 * @param arrived as the line before it says
 */
record Span(long head, long start, long end, Instant arrived) {}
