"""How long mfagate takes, as ratios: `python -m bench --help`, docs/explanation/performance.md."""
