"""What Kitelog knows how to do: no Streamlit, no Plotly, no SQL."""
