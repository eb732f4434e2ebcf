.PHONY: help run watch test bench fmt clean-data

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: ## build the release and serve it on http://127.0.0.1:3000 (another address: LEPTOS_SITE_ADDR)
	@tools/run.sh

watch: ## serve a development build, rebuilt at every change
	@tools/watch.sh

test: ## run every test: Rust on both databases, then the browser
	@tools/test.sh

bench: ## measure sizes and speed of the release, in one table
	@tools/bench.sh

fmt: ## format the Rust sources
	@cargo fmt --all

clean-data: ## remove ./data, the local database and its keys
	@rm -rf data
