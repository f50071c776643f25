// SPDX-License-Identifier: Apache-2.0
/** Tests of files at real servers. */
@NullMarked
package org.oneway.connectors.webdav;

import org.jspecify.annotations.NullMarked;
