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

package io.github.finalizers.engine;

import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/**
 * How no duel may end. What a duel lists itself comes first; the last one here catches
 * what nobody has thought of.
 */
@Outcome(id = ".*(Exception|Error).*", expect = Expect.FORBIDDEN, desc = "One side has thrown.")
@Outcome(id = ".*, .*, .*registered, .*", expect = Expect.FORBIDDEN,
		desc = "Live and dead are not what was registered.")
@Outcome(id = ".*, .*, logged .*, .*", expect = Expect.FORBIDDEN, desc = "The registry logged an error.")
@Outcome(id = ".*, .*, lost, .*", expect = Expect.FORBIDDEN, desc = "It was collected, and the worker never came.")
@Outcome(id = ".*, .*, .*, (.* )?([2-9]|[1-9][0-9]+)( .*)?", expect = Expect.FORBIDDEN, desc = "An action ran twice.")
@Outcome(id = ".*, .*, (called|collected|exit).*, 0.*", expect = Expect.FORBIDDEN,
		desc = "It was counted as run and never ran.")
@Outcome(id = ".*, .*, .* (called|collected|exit), .* 0", expect = Expect.FORBIDDEN,
		desc = "The newcomer was counted as run and never ran.")
@Outcome(id = ".*, .*, (detached|abandoned|unreached|live).*, 1.*", expect = Expect.FORBIDDEN,
		desc = "It ran although it was not to.")
@Outcome(id = ".*, .*, .*unreached.*, .*", expect = Expect.FORBIDDEN, desc = "There was time, and it was not reached.")
@Outcome(id = "(value|binding.*), (value|binding.*), .*, .*", expect = Expect.FORBIDDEN, desc = "Both sides won it.")
@Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "No order of the two explains this.")
final class Forbidden {

	private Forbidden() {
	}

}
