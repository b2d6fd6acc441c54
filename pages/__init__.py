"""What the family sees: Streamlit and Plotly live here and nowhere else."""
