/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.finalizers.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Permissions, on file systems that have those of POSIX. Elsewhere, as on Windows, what
 * is created has those of the directory it is in.
 */
final class Permissions {

	private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

	private static final Set<PosixFilePermission> OTHERS_WRITE = PosixFilePermissions.fromString("----w--w-");

	private Permissions() {
	}

	/**
	 * Return what a directory is created with that is for its owner alone.
	 */
	static FileAttribute<?>[] ofOwnerAlone(Path directory) {
		boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ALONE) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Whether anyone else may write.
	 * @param view of the directory, {@code null} if the file system cannot tell
	 */
	static boolean letOthersWrite(@Nullable PosixFileAttributeView view) throws IOException {
		return view != null && !Collections.disjoint(view.readAttributes().permissions(), OTHERS_WRITE);
	}

	/**
	 * Let the owner read and change a directory, so that it can be emptied. If that is
	 * not permitted, or the directory may not even be read (by which the JDK would open
	 * it), it shows as soon as something in it cannot be deleted.
	 * @param view of the directory, {@code null} if the file system has none
	 */
	static void makeUsable(@Nullable PosixFileAttributeView view) {
		try {
			if (view != null) {
				makeUsable(view, view.readAttributes().permissions());
			}
		}
		catch (IOException ex) {
			// As it says above.
		}
	}

	private static void makeUsable(PosixFileAttributeView view, Set<PosixFilePermission> permissions)
			throws IOException {
		if (!permissions.containsAll(OWNER_ALONE)) {
			Set<PosixFilePermission> more = EnumSet.copyOf(OWNER_ALONE);
			more.addAll(permissions);
			view.setPermissions(more);
		}
	}

}
