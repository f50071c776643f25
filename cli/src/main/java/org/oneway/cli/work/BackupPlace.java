// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.nio.file.Path;

/**
 * Where a sync keeps what each run has read.
 *
 * @param keep how many of the last runs that found changes can be restored; all where it is 0
 */
public record BackupPlace(Path directory, int keep) {}
