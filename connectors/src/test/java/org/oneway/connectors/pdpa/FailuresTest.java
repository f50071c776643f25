// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.store.StoreException;

final class FailuresTest {
  static Stream<Arguments> failures() {
    Class<?> refused = StoreException.InputRefused.class;
    Class<?> unavailable = StoreException.Unavailable.class;
    Class<?> full = StoreException.StoreFull.class;
    return Stream.of(
        Arguments.of(new ArchiveDamaged("archive.json line 3", "no"), refused, refused),
        Arguments.of(new NoSuchFileException("a"), refused, unavailable),
        Arguments.of(new NotDirectoryException("a"), refused, unavailable),
        Arguments.of(new FileAlreadyExistsException("a"), unavailable, refused),
        Arguments.of(new AccessDeniedException("a"), unavailable, full),
        Arguments.of(
            new FileSystemException("a", null, "No space left on device"), unavailable, full),
        Arguments.of(new IOException("Disk quota exceeded"), unavailable, full),
        Arguments.of(
            new FileSystemException("a", null, "Read-only file system"), unavailable, full),
        Arguments.of(new IOException("Input/output error"), unavailable, unavailable));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachFailureSaysWhatIsSpoiled(IOException failure, Class<?> reading, Class<?> writing) {
    Failures failures = new Failures("phone");
    assertThat(failures.reading(failure)).isInstanceOf(reading).hasMessageContaining("phone");
    assertThat(failures.writing(failure)).isInstanceOf(writing).hasMessageContaining("phone");
    assertThat(failures.reading(failure).remedy()).isNotBlank();
  }
}
