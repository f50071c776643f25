// SPDX-License-Identifier: Apache-2.0
/**
 * Files packed into one: zip and tar.gz, read and written with flat memory. Containers come from
 * strangers: names, sizes and counts are checked before anything is used. Must not know what is in
 * the files.
 */
@NullMarked
package org.oneway.engine.pdpa.container;

import org.jspecify.annotations.NullMarked;
